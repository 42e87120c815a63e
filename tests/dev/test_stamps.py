from deploy.dev.stamps import Stamp, digest, files_under


def test_the_same_inputs_do_nothing_again(tmp_path):
    source = tmp_path / "a.txt"
    source.write_text("one")
    stamp = Stamp("step", digest([source]), folder=tmp_path / "stamps")
    assert not stamp.is_fresh()
    stamp.press()
    assert Stamp("step", digest([source]), folder=tmp_path / "stamps").is_fresh()


def test_a_changed_input_or_word_is_noticed(tmp_path):
    source = tmp_path / "a.txt"
    source.write_text("one")
    before = digest([source], "v20")
    assert digest([source], "v22") != before
    source.write_text("two")
    assert digest([source], "v20") != before
    source.unlink()
    assert digest([source], "v20") != before


def test_a_missing_output_is_noticed(tmp_path):
    stamp = Stamp("step", "key", folder=tmp_path)
    stamp.press()
    assert stamp.is_fresh()
    assert not stamp.is_fresh(tmp_path / "gone")


def test_an_interrupted_step_is_done_again(tmp_path):
    stamp = Stamp("step", "key", folder=tmp_path)
    stamp.press()
    stamp.void()
    assert not stamp.is_fresh()


def test_what_tools_leave_is_no_source(tmp_path):
    for name in ("src/a.ts", "node_modules/x/index.js", "dist/a.js", "src/__pycache__/a.pyc"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")
    assert [path.name for path in files_under(tmp_path)] == ["a.ts"]
