"""What the hall keeps: stock of guides and forms (R43), the catalogue of archives (R24), loans and copies (R25)."""
