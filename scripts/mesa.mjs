#!/usr/bin/env node
// `npx mesa …` inside the clone: the same as `npm run -s mesa -- …`.
process.argv.splice(2, 0, 'mesa');
await import('./ready.mjs');
