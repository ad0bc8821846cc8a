"""Read registrations from tables: CSV, spreadsheets, and what a form of XLSForm has collected."""
