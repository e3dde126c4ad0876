"""Validates YAML files against JSON Schemas as editors do: YAML 1.2 scalars, formats checked.

usage: check-schemas.py SCHEMAS FILE...   SCHEMA is the part of the file's name before the first hyphen
Prints "good" or "bad" and the name for each file; exits with 77 when the modules are missing."""
import json, os, re, sys

try:
    import jsonschema, yaml
except ImportError:
    sys.exit(77)


class Loader(yaml.SafeLoader):
    pass


Loader.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("bool", r"^(true|false)$", "tf"),
    ("int", r"^[-+]?[0-9]+$", "-+0123456789"),
    ("float", r"^[-+]?[0-9]+\.[0-9]+$", "-+0123456789"),
    ("null", r"^(~|null|)$", ["~", "n", ""]),
):
    Loader.add_implicit_resolver("tag:yaml.org,2002:" + tag, re.compile(pattern), list(first))

for path in sys.argv[2:]:
    name = os.path.basename(path)
    with open(os.path.join(sys.argv[1], name.split("-")[0] + ".schema.json")) as file:
        schema = json.load(file)
    jsonschema.Draft7Validator.check_schema(schema)
    validator = jsonschema.Draft7Validator(schema, format_checker=jsonschema.FormatChecker())
    with open(path) as file:
        print("good" if validator.is_valid(yaml.load(file, Loader)) else "bad", name)
