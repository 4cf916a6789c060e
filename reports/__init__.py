FORMATS = {}


def file_name(report, format):
    return f"report.{format}"
