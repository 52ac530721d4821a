"""Surveys that run by spreadsheet: forms out, answers checked to the cell, dashboard and open data published."""


def version() -> str:
    """The version that is installed; a question mark where the installation does not tell it, as where only its files were copied."""
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as installed

    try:
        return installed("survey-tool")
    except PackageNotFoundError:
        return "?"
