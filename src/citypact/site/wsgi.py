"""The site for a server of the operator's own choice: ``citypact.site.wsgi:application``.

The environment says where the workspace is, see :mod:`citypact.site.environment`. One thread of
each process that loads this module does the background work, such as sending mails.
"""

import atexit

from django.core.wsgi import get_wsgi_application

from citypact.apps.conduct.queue import Worker
from citypact.site.environment import Environment
from citypact.site.preparation import setup

setup(Environment.read().workspace)
application = get_wsgi_application()

worker = Worker()
worker.start()
# What it is doing is finished before the process ends.
atexit.register(worker.stop)
