"""The office's settings."""

from __future__ import annotations

_EDIT = "Correct it in office.toml, then give the command again."

TOLD: dict[str, tuple[str, str]] = {
    "program_not_absolute": (
        "The program {value} is not named by its whole path, so it is not run.",
        "Give the whole path in office.toml, such as /usr/local/bin/upload, and have two people accept it.",
    ),
    "program_in_folder": (
        "The program {value} lies in the office's folder, where others can change it, so it is not run.",
        "Have the machine's administrator move it out, such as to /usr/local/bin, and correct office.toml.",
    ),
    "program_writable": (
        "Others can write {path}, so the program {value} is not run.",
        "Have the machine's administrator take that right away (chmod go-w).",
    ),
    "office_of_another": (
        "{file} in {folder} is somebody else's and was not named.",
        "If it is your office, name it: --office {folder}",
    ),
    "page_changed": ("page {file}: changed", "If it is not right, change it back."),
    "page_came": ("page {file}: new", "If it is not right, remove it."),
    "page_gone": ("page {file}: gone", "If it is not right, bring it back."),
    "setting_change": (
        "{key}: in force {was}, written {value}",
        "If it is not right, write it back.",
    ),
    "setting_url_with_password": (
        "{place}The address has a user name or a password in it (before the @).",
        "Take out what is before the @: no password belongs in this file.",
    ),
    "setting_database_password": (
        "{place}The database's address has a password in it, and other accounts of this machine can read this file.",
        "Take it out and give it in $OIT_DATABASE_PASSWORD or ~/.pgpass; or chmod 600 office.toml",
    ),
    "settings_not_usable": (
        "The settings in {file} cannot be used yet.",
        "Correct everything named, then give the command again.",
    ),
    "settings_not_utf8": ("{file} is not saved as UTF-8.", "Open it and save it again with the encoding UTF-8."),
    "settings_syntax": (
        "{place}This is not TOML ({detail}).",
        "Check quotation marks, brackets and = on that line, then give the command again.",
    ),
    "setting_missing": ("{place}It is not set.", _EDIT),
    "setting_unknown": (
        "{place}There is no such setting.{meant}",
        "Correct the spelling, or remove the line from office.toml.",
    ),
    "setting_under_heading": (
        "{place}does not stand under its heading, [{home}]",
        "write [{home}] on a line above it (or uncomment it); where it exists, move the value there",
    ),
    "setting_above_headings": (
        "{place}stands under the heading [{heading}], but has none",
        "move it to the top of office.toml, before the first heading in brackets",
    ),
    "setting_wrong_type": ("{place}It must be {expected}, but is {value}.", _EDIT),
    "setting_out_of_range": ("{place}It must be from {low} to {high}, but is {value}.", _EDIT),
    "setting_beyond_memory": (
        "{place}It may be at most {high} MB, but is {value}. Larger files cannot be looked into in the process whose "
        "memory is limited, so that a PDF was never taken, whatever is set.",
        "Set max_mb in office.toml to at most {high}; make larger files smaller, or split them.",
    ),
    "setting_days_backwards": (
        "{place}It must be at most {most} days, since this hand comes after the one before, but is {value}.",
        _EDIT,
    ),
    "setting_unknown_choice": ("{place}It must be one of {choices}, but is “{value}”.{meant}", _EDIT),
    "setting_unknown_post": (
        "{place}The office has no post “{value}”.{meant}",
        "Use deputy, registrar or director.GROUP, then give the command again.",
    ),
    "setting_twice": ("{place}“{value}” stands there twice.", "Remove one from office.toml."),
    "setting_buddhist_date": (
        "{place}The year is Buddhist ({value}); Christian years are used here.{meant}",
        _EDIT,
    ),
    "setting_bad_mail_server": (
        "{place}“{value}” is no mail server.",
        "Write smtp://host:587 or smtps://host:465",
    ),
    "setting_bad_store": (
        "{place}“{value}” is no store of files.",
        "Write s3://bucket or s3://bucket/folder, without a password, or remove the line to use the folder store.",
    ),
    "setting_bad_host": (
        "{place}“{value}” is no name of a server.",
        "Write the name that browsers use, without https://, such as oit.example.go.th or oit.example.go.th:8443.",
    ),
    "setting_bad_url": (
        "{place}“{value}” is not a web address.",
        "Write all of it, for instance https://www.example.go.th/ and give the command again.",
    ),
    "setting_bad_key": (
        "{place}The key “{value}” is not allowed.",
        "Use small Latin letters, digits and hyphens, beginning with a letter, for instance hr.",
    ),
    "setting_bad_label": (
        "{place}The form of the number “{value}” is wrong.",
        "Only {fields} may stand in curly brackets, and number must.",
    ),
    "setting_bad_database": (
        "{place}“{value}” is not the address of a database.",
        "Remove the line database to use a file in the folder, or write postgresql+psycopg://…",
    ),
    "no_groups": (
        "{place}The office's groups are not set.",
        "Add [[group]] tables with key and name to office.toml.",
    ),
    "group_twice": ("{place}The group “{value}” stands there twice.", "Remove or rename one in office.toml."),
}
