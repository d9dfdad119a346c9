"""Pure builders of what is handed out: notices, texts, feeds, workbook, pages."""
