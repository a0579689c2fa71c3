"""A data file that was retrieved after the day of knowledge."""


def findings(root):
    """What `onrecord check --as-of 2022-12-31` says."""
    from datetime import date

    from onrecord.pipeline import check

    return check(root, known=date(2022, 12, 31)).findings
