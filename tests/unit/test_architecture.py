"""The import rules of DESIGN, held by reading the source: who may import whom, and what starts quickly."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "onrecord"

PACKAGES = ("model", "vocabulary", "text", "reading", "data", "checks", "archive", "editions", "render", "cli")
MAY_IMPORT = {
    "model": {"model"},
    "vocabulary": {"model", "vocabulary"},
    "text": {"model", "vocabulary", "text", "durable"},
    "reading": {"model", "vocabulary", "reading"},
    "data": {"model", "vocabulary", "data", "durable"},
    "checks": {"model", "vocabulary", "checks"},
    "archive": {"model", "vocabulary", "archive", "durable"},
    "editions": {"model", "editions", "durable"},
    # The text report shows findings with the text package's renderer; the rest of render sees values only.
    "render": {"model", "vocabulary", "render", "text"},
    # The modules beside pipeline put phases together for one command each, and are the only others that may.
    "cli": {
        "model",
        "cli",
        "render",
        "text",
        "pipeline",
        "explaining",
        "pinning",
        "verifying",
        "transcribing",
        "auditing",
        "archived",
        "recapturing",
        "stamping",
        "archiving",
        "exporting",
        "visibility",
        "withholding",
        "freezing",
        "building",
        "rendering",
        "watching",
        "snapshots",
        "receiving",
        "revising",
        "durable",
        "data",
        "editions",
        "publishing",
        "reproducing",
        "past",
        "ledgering",
        "registering",
        "signing_keys",
        "remembered",
        "together",
    },
}
HEAVY = (
    "babel",
    "jinja2",
    "typst",
    "vl_convert",
    "citeproc",
    "segno",
    "ibis",
    "duckdb",
    "pandas",
    "pyarrow",
    "numpy",
    "openpyxl",
    "rapidfuzz",
    "markdown_it",
    "yaml",
    "bibtexparser",
)


def imports(path):
    """Every absolute import of a module: (name, whether it runs when the module is imported)."""
    tree = ast.parse(path.read_text("utf-8"))
    deferred = set()
    for node in ast.walk(tree):
        typing_only = isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) or typing_only:
            deferred.update(id(inner) for inner in ast.walk(node))
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, id(node) not in deferred
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module, id(node) not in deferred


def modules(package):
    return sorted((SOURCE / package).rglob("*.py"))


@pytest.mark.parametrize("package", PACKAGES)
def test_packages_import_only_what_design_allows(package):
    wrong = []
    for path in modules(package):
        for name, _ in imports(path):
            parts = name.split(".")
            if parts[0] == "onrecord" and len(parts) > 1 and parts[1] not in MAY_IMPORT[package]:
                wrong.append(f"{path.relative_to(SOURCE)} imports {name}")
    assert wrong == []


def test_model_imports_the_standard_library_only():
    foreign = {
        name.split(".")[0]
        for path in modules("model")
        for name, _ in imports(path)
        if name.split(".")[0] not in sys.stdlib_module_names and not name.startswith("onrecord.model")
    }
    assert foreign == set()


def test_only_data_imports_ibis_and_duckdb():
    users = {
        path.relative_to(SOURCE).parts[0]
        for path in SOURCE.rglob("*.py")
        for name, runs in imports(path)
        if name.split(".")[0] in ("ibis", "duckdb") and (runs or path.parent.name != "onrecord")
    }
    assert users <= {"data"}


def test_every_module_says_what_it_is_for():
    silent = [
        str(path.relative_to(SOURCE))
        for path in SOURCE.rglob("*.py")
        if not ast.get_docstring(ast.parse(path.read_text("utf-8")))
    ]
    assert silent == []


def test_help_loads_nothing_heavy():
    code = (
        "import sys; from click.testing import CliRunner; from onrecord.cli import main; "
        "assert CliRunner().invoke(main, ['--help']).exit_code == 0; "
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_files_stay_small():
    long = {
        str(path.relative_to(SOURCE)): lines
        for path in SOURCE.rglob("*.py")
        if (lines := len(path.read_text("utf-8").splitlines())) > 400
    }
    assert long == {}


def test_what_renderers_share_stands_in_publish():
    found = [
        f"{path.relative_to(SOURCE)} imports {name}"
        for part in ("report", "poster", "cards", "publish", "charts")
        for path in modules(f"render/{part}")
        for name, _ in imports(path)
        if name.startswith("onrecord.render.site") or (part == "report" and name.startswith("onrecord.render.poster"))
    ]
    assert found == []
