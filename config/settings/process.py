"""What kind of process this is. An entry point that serves says so before Django is set up."""

# manage.py, jobs and migrations leave it: their statements may take their time.
serving = False
