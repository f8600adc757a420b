"""What the system says of files is told in the reader's language, in one sentence that names the file."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from poa.cli import main
from poa.errors import CaseError, InputError
from poa.library.yamlfile import parse_yaml
from poa.wording import LANGUAGES, Wording
from poa.wording.system import _TOLD, not_there, reason, unreadable

NOTICE = "Your account sent rude messages to buyers. Please respond within 72 hours with the root cause."


def test_every_reason_has_its_words_in_both_languages_and_is_a_system_error() -> None:
    for language in LANGUAGES:
        assert set(Wording(language).area("files")["system"]) == _TOLD
    assert all(hasattr(errno, name) for name in _TOLD)


def test_what_is_not_there_is_told_as_what_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "dangling").symlink_to(tmp_path / "gone")
    names = {"": "is_a_folder", "dangling": "dead_link", "gone": "missing", "x" * 300: "missing"}
    assert {name: not_there(tmp_path / name).key for name in names} == {k: f"files.{v}" for k, v in names.items()}

    def barred(self: Path, **_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "stat", barred)
        wrong = not_there(tmp_path / "locked" / "a.txt")
    assert "permission denied" in wrong.told(Wording("en"))


def test_a_reason_is_told_in_the_readers_language() -> None:
    wrong = InputError("files.unreadable", file="x", why=reason(OSError(errno.EACCES, "Permission denied")))
    assert "permission denied" in wrong.told(Wording("en"))
    assert "没有权限" in wrong.told(Wording("zh-Hans")) and "denied" not in wrong.told(Wording("zh-Hans"))


def test_a_rare_reason_stays_in_the_systems_words() -> None:
    assert reason(OSError(errno.EXDEV, "Invalid cross-device link")) == "Invalid cross-device link"
    assert reason(OSError()) == "OSError"


def test_a_folder_nothing_and_a_dead_link_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    assert unreadable(tmp_path, OSError(errno.EACCES, "as Windows says it")).key == "files.is_a_folder"
    assert unreadable(tmp_path / "no", FileNotFoundError()).key == "files.missing"
    assert unreadable(tmp_path / "link", FileNotFoundError()).key == "files.dead_link"


def test_commands_say_in_chinese_that_a_folder_stands_where_a_file_is_wanted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POA_HOME", str(tmp_path / "home"))
    folder, notice, case = tmp_path / "文件夹", tmp_path / "notice.txt", tmp_path / "case"
    folder.mkdir()
    notice.write_text(NOTICE, encoding="utf-8")
    assert main(["new", str(case), "--notice", str(notice)]) == 0
    capsys.readouterr()
    for command in (
        ["notice", folder],
        ["new", tmp_path / "a", "--notice", folder],
        ["new", tmp_path / "b", "--notice", notice, "--answers", folder],
        ["review", notice, "--notice", folder],
        ["rounds", case, "--submit", folder],
    ):
        assert main(["--language", "zh", *map(str, command)]) == 2
        told = capsys.readouterr().err
        remedy = "请写出其中那个文件的完整路径，以文件名结尾。"
        assert told == f"poa: {folder}: 这是一个文件夹，这里需要的是文件。{remedy}\n", command
    for command in (["history", notice], ["restore", notice, "1"], ["rounds", notice], ["status", notice]):
        assert main(["--language", "zh", *map(str, command)]) == 2
        assert "这是一个文件，不是案件文件夹" in capsys.readouterr().err, command


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a: [1\nb: 2", "缺少逗号或 ]"), ("a: {1\nb: 2", "缺少逗号或右花括号"), ("a: b: c", "冒号的位置不对"),
        ("a: @x", "不能开头的符号"), ("a: 'x", "引号没有闭合"), ("- a\nb: 1", "缺少短横线"), ("a: 1\n- b", "缩进不对"),
        ("a: 1\na b\nc: d", "缺少冒号"), ('a: "\\q"', "反斜杠"), ("a: - b", "短横线的位置"), ("a: [", "括号没有闭合"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_yaml_is_told_in_the_readers_language(text: str, told: str) -> None:
    with pytest.raises(CaseError) as caught:
        parse_yaml(text, "case.yaml", CaseError)
    sentence = caught.value.told(Wording("zh-Hans"))
    assert told in sentence and "expected" not in sentence and "not allowed" not in sentence
