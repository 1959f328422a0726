/** The process that draws one paper: what it says in, its PDF out. It has no database, no secrets and no folder of the desk. */
import { json } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { standBack } from '../stand-back.ts';
import type { Paper } from './document.ts';
import { drawPaper } from './draw.ts';

// People who wait for a page go first.
standBack();
const paper = (await json(process.stdin)) as Paper;
await pipeline([await drawPaper(paper)], process.stdout);
