"""Files that are ZIP archives of parts: .xlsx, .xlsm, .xlsb, .ods."""
