"""How long a sketched picture takes on one core, beside what only making it as large costs."""

import json
import os
import statistics
import subprocess
import sys

from tests.bench.report import Aim, Figure
from tests.bench.rig import Rig

_ALL = """
import io, json, sys, time
import cv2
from PIL import Image
from skimage import data
from app.media.photo import Aspect
from app.providers.sketch_photo.framing import size_of
from app.providers.sketch_photo.rendering import make_photo
from app.providers.sketch_photo.treatments import TREATMENTS
cv2.setNumThreads(1)
photo = Image.fromarray(data.astronaut()).resize((1600, 1600), Image.Resampling.BICUBIC)
out = io.BytesIO()
photo.save(out, "JPEG", quality=92)
photo, words = out.getvalue(), sys.argv[1].split(",") if sys.argv[1] else list(TREATMENTS)

def cpu(make):
    started = time.process_time()
    make()
    return time.process_time() - started

def only_resized():
    with Image.open(io.BytesIO(photo)) as image:
        image.resize(size_of(Aspect.PORTRAIT), Image.Resampling.LANCZOS).save(
            io.BytesIO(), "JPEG", quality=93, subsampling=0)

def treated(word):
    make_photo(photo, word, aspect=Aspect.PORTRAIT, seed=7)

only_resized(), treated(words[0])
floor = min(cpu(only_resized) for _ in range(5))
print(json.dumps({"floor": floor, "made": {w: cpu(lambda: treated(w)) for w in words}}))
"""
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
_FEW = "film,oil,stained_glass,snow"
_FLOOR = "read, LANCZOS to the same size, written"


def run(rig: Rig) -> list[Figure]:
    """Every treatment, or a few, in one process with one thread; the first is not counted."""
    words = [sys.executable, "-c", _ALL, _FEW if rig.quick else ""]
    done = subprocess.run(
        words, capture_output=True, text=True, check=True, env=os.environ | _ONE_THREAD
    )
    told = json.loads(done.stdout)
    made, floor = told["made"], told["floor"]
    usual, slowest = statistics.median(made.values()), max(made, key=made.get)
    return [
        Figure("usual treatment, processor time", usual, "s", floor, _FLOOR),
        Figure(
            "slowest treatment, processor time",
            made[slowest],
            "s",
            floor,
            _FLOOR,
            aims=(Aim("at most", 3),),
            note=slowest,
        ),
    ]
