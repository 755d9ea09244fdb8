"""Make the spoken clips of the call display anew: `python -m tools.voice` (needs espeak-ng and opusenc on the machine).

Each word becomes one short clip without silence around it; the display strings them together without the Internet.
"""

import array
import shutil
import string
import subprocess
import sys
import tempfile
import wave
from pathlib import Path

TARGET = Path(__file__).resolve().parents[1] / "src/yichuang/apps/screens/static/screens/voice"
WORDS = {"qing": "请", "hao": "号", "dao": "到", "chuangkou": "窗口", "shi": "十"}
DIGITS = dict(zip("0123456789", "零一二三四五六七八九", strict=True))
QUIET, MARGIN_SECONDS = 250, 0.03


def _spoken(word: str, voice: str, speed: int, path: Path) -> None:
    subprocess.run(["espeak-ng", "-v", voice, "-s", str(speed), "-p", "45", "-w", str(path), word], check=True)


def _trimmed(path: Path) -> None:
    """Cut the silence before and after the word, so that clips can follow each other at once."""
    with wave.open(str(path)) as file:
        shape, frames = file.getparams(), array.array("h", file.readframes(file.getnframes()))
    loud = [index for index, value in enumerate(frames) if abs(value) > QUIET]
    margin = int(shape.framerate * MARGIN_SECONDS)
    kept = frames[max(0, loud[0] - margin) : loud[-1] + margin]
    with wave.open(str(path), "wb") as file:
        file.setparams(shape)
        file.writeframes(kept.tobytes())


def main() -> int:
    if not (shutil.which("espeak-ng") and shutil.which("opusenc")):
        print("espeak-ng and opusenc are needed: apt-get install espeak-ng opus-tools")
        return 1
    TARGET.mkdir(parents=True, exist_ok=True)
    clips = [(name, word, "cmn", 165) for name, word in {**WORDS, **DIGITS}.items()]
    clips += [(letter, letter, "en", 140) for letter in string.ascii_uppercase]
    with tempfile.TemporaryDirectory() as folder:
        for name, word, voice, speed in clips:
            path = Path(folder) / f"{name}.wav"
            _spoken(word, voice, speed, path)
            _trimmed(path)
            made = TARGET / f"{name}.opus"
            options = ["--quiet", "--bitrate", "28", "--serial", "1", "--discard-comments"]
            subprocess.run(["opusenc", *options, str(path), str(made)], check=True)
    print(f"{len(clips)} clips, {sum(path.stat().st_size for path in TARGET.glob('*.opus')) // 1024} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
