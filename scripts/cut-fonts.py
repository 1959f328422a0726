"""Cuts the letters of papers (server/shared/paper/fonts) out of the npm packages @fontsource/* 5.3.0, of the OFL.

    pip install fonttools brotli      (or apt-get install python3-fonttools python3-brotli)
    npm pack @fontsource/atkinson-hyperlegible-next@5.3.0 @fontsource/atkinson-hyperlegible-mono@5.3.0 @fontsource/petrona@5.3.0
    python3 scripts/cut-fonts.py <folder with the three .tgz>

Static TTF, because pdfkit reads no WOFF2 and takes of a variable font its first weight; Latin-1, Latin Extended-A and the
signs a Spanish text has; no hints, no names of glyphs. The same packages give the same bytes.
"""
import io
import os
import sys
import tarfile
import tempfile

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

CUTS = {
    'atkinson-400.ttf': ('atkinson-hyperlegible-next', 400),
    'atkinson-700.ttf': ('atkinson-hyperlegible-next', 700),
    'petrona-600.ttf': ('petrona', 600),
    'mono-400.ttf': ('atkinson-hyperlegible-mono', 400),
}
LETTERS = [*range(0x20, 0x7F), *range(0xA0, 0x180), *map(ord, 'ȘșȚț–—‘’‚“”„†•…‰‹›€™−≤≥→←↑↓✓')]
# Seconds since 1904: 1 January 2026.
DAY = 3_850_070_400
WHERE = os.path.join(os.path.dirname(__file__), '..', 'server', 'shared', 'paper', 'fonts')


def part(folder, family, weight, subset):
    with tarfile.open(os.path.join(folder, f'fontsource-{family}-5.3.0.tgz')) as package:
        data = package.extractfile(f'package/files/{family}-{subset}-{weight}-normal.woff2').read()
    font = TTFont(io.BytesIO(data))
    font.flavor = None
    return font


def cut(folder, family, weight, target):
    with tempfile.TemporaryDirectory() as work:
        paths = []
        for subset in ('latin', 'latin-ext'):
            paths.append(os.path.join(work, f'{subset}.ttf'))
            part(folder, family, weight, subset).save(paths[-1])
        font = Merger().merge(paths)
    options = Options()
    options.hinting = False
    options.glyph_names = False
    options.notdef_outline = True
    options.layout_features = ['kern', 'mark', 'mkmk', 'ccmp', 'locl']
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=LETTERS)
    subsetter.subset(font)
    # Nothing of the day it was cut on: the same bytes each time.
    font['head'].created = font['head'].modified = DAY
    font.recalcTimestamp = False
    font.save(target)
    cmap = font.getBestCmap()
    return os.path.getsize(target), sum(1 for each in LETTERS if each in cmap)


for name, (family, weight) in CUTS.items():
    size, known = cut(sys.argv[1], family, weight, os.path.join(WHERE, name))
    print(f'{name}: {size} bytes, {known} of {len(LETTERS)} letters')
