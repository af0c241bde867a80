"""What .ci/schemas checks with Python: FOLDER has policies.FORMAT and empty.FORMAT; SCHEMA is SARIF's."""

import json
import pathlib
import re
import sys

folder, schema = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])


def text(name):
    return (folder / name).read_text(encoding="utf-8")


def require(holds, what):
    if not holds:
        sys.exit(f".ci/schemas: {what}")


def sarif_schema(log, name):
    """The schema of SARIF 2.1.0."""
    try:
        import jsonschema
    except ImportError:
        return
    if not schema.exists():
        return
    rules = json.loads(schema.read_text(encoding="utf-8"))
    errors = list(jsonschema.validators.validator_for(rules)(rules).iter_errors(log))
    require(not errors, f"{name}: {errors[:1]}")
    print(f"{name} validates against {schema.name}")


def github_rules(log, name):
    """What GitHub's code scanning requires beyond the schema."""
    require("$schema" in log and log["version"] == "2.1.0" and len(log["runs"]) <= 20, name)
    for run in log["runs"]:
        driver = run["tool"]["driver"]
        require(driver["name"] and driver["semanticVersion"], f"{name}: the tool")
        require(re.fullmatch(r"[^/]+/[^/]+/", run["automationDetails"]["id"]), f"{name}: the category")
        for rule in driver["rules"]:
            require(0 < len(rule["id"]) <= 255, f"{name}: {rule}")
            for member in ["shortDescription", "fullDescription", "help"]:
                require(0 < len(rule[member]["text"]) <= 1024, f"{name}: {member} of {rule['id']}")
            properties = rule["properties"]
            require(properties["precision"] in ["very-high", "high", "medium", "low"], name)
            require(len(properties.get("tags", [])) <= 20, name)
            if "security" in properties.get("tags", []):
                require(0 < float(properties["security-severity"]) <= 10, f"{name}: {rule['id']}")
            else:
                require(
                    properties["problem.severity"] in ["error", "warning", "recommendation"], name)
        seen = set()
        require(len(run["results"]) <= 25_000, f"{name}: too many results")
        for result in run["results"]:
            require(driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"], name)
            require(result["message"]["text"] and result["level"] in ["error", "warning", "note"], name)
            place = result["locations"][0]["physicalLocation"]
            uri, region = place["artifactLocation"]["uri"], place["region"]
            require(re.fullmatch(r"([A-Za-z0-9._~/-]|%[0-9A-F]{2})+", uri), f"{name}: {uri}")
            require(not uri.startswith("/"), f"{name}: {uri} is not relative")
            require(1 <= region["startLine"] == region["endLine"], f"{name}: {region}")
            require(1 <= region["startColumn"] <= region["endColumn"], f"{name}: {region}")
            key = (result["ruleId"], uri, result["partialFingerprints"]["primaryLocationLineHash"])
            require(key not in seen, f"{name}: {key} is there twice")
            seen.add(key)
        print(f"{name} keeps GitHub's rules: {len(run['results'])} results")


def github_commands(log, name):
    """Ten commands of a kind, and no other line that the runner would obey."""
    counts = {}
    for line in log.splitlines():
        command = re.match(r"::(error|warning|notice) (?:\w+=[^:,]*,?)+::.", line)
        if command:
            counts[command[1]] = counts.get(command[1], 0) + 1
        elif not re.fullmatch(r"::group::\d+ findings?|::endgroup::", line):
            require(not line.lstrip().startswith("::") and "##[" not in line, f"{name}: {line}")
    require(all(count <= 10 for count in counts.values()), f"{name}: {counts}")
    print(f"{name} has commands for {counts}")


def gitlab_fields(entries, name):
    """The fields of GitLab's code quality report."""
    require(isinstance(entries, list), name)
    seen = set()
    for entry in entries:
        for member in ["description", "check_name", "fingerprint"]:
            require(isinstance(entry[member], str) and entry[member], f"{name}: {member}")
        require(entry["severity"] in ["info", "minor", "major", "critical", "blocker"], name)
        path = entry["location"]["path"]
        require(path and not path.startswith(("/", "./")), f"{name}: {path}")
        require(entry["location"]["lines"]["begin"] >= 1, f"{name}: {path}")
        require(entry["fingerprint"] not in seen, f"{name}: a fingerprint is there twice")
        seen.add(entry["fingerprint"])
    print(f"{name} has GitLab's fields: {len(entries)} entries")


for name in ["policies", "empty"]:
    log = json.loads(text(f"{name}.sarif"))
    sarif_schema(log, f"{name}.sarif")
    github_rules(log, f"{name}.sarif")
    github_commands(text(f"{name}.github"), f"{name}.github")
    gitlab_fields(json.loads(text(f"{name}.gitlab")), f"{name}.gitlab")
    count = len(log["runs"][0]["results"])
    require((count == 0) == (name == "empty"), f"{name} has {count} results")
