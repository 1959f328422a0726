// The first command on a fresh clone: makes everything ready, then runs what was asked for.
// It runs on whatever Node the machine has (20.19 or newer) and needs no package, so it says
// what it does in Spanish and English by itself.
//
//   node scripts/ready.mjs <start|ready|demo|test|test:full|bench|fault|due|mesa> [arguments]

// On an older one npm leaves out, without a word, the part of the builder made for this machine.
const OLDEST = '20.19';
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < 20 || (major === 20 && minor < 19)) {
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
