"""The site for a server of the operator's own choice: ``citypact.site.wsgi:application``.

The environment says where the workspace is, see :mod:`citypact.site.environment`.
"""

from django.core.wsgi import get_wsgi_application

from citypact.site.environment import Environment
from citypact.site.preparation import setup

setup(Environment.read().workspace)
application = get_wsgi_application()
