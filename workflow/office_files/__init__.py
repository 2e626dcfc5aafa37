"""Read what the office writes: office.toml, people, responsibilities, catalogues, tables in any form Excel saves."""
