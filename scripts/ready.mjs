// The first command on a fresh clone: makes everything ready, then runs what was asked for.
// It runs on whatever Node the machine has (20 or newer) and needs no package, so it says
// what it does in Spanish and English by itself.
//
//   node scripts/ready.mjs <start|demo|test|test:full|bench|fault|due> [arguments]

const OLDEST = 20;
const running = Number(process.versions.node.split('.')[0]);

if (running < OLDEST) {
  console.error(
    `Se necesita Node ${OLDEST} o más nuevo; este es el ${process.versions.node}. Instálalo desde nodejs.org.`,
  );
  console.error(`Node ${OLDEST} or newer is needed; this is ${process.versions.node}. Install it from nodejs.org.`);
  process.exitCode = 1;
} else {
  // Imported only now: an older Node could not even read these files.
  const { main } = await import('./ready/commands.mjs');
  process.exitCode = await main(process.argv.slice(2));
}
