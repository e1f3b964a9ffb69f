"""What brings the project into an AWS account: bundles, templates, releases. It runs on an engineer's
machine.
"""
