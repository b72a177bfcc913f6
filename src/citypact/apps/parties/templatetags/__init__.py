"""What the templates of this app can say."""
