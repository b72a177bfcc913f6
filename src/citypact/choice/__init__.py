"""What to do: the money of measures, uncertainty that helps, forecasts tried on the past."""
