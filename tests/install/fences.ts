/** Prints with what the program starts the process that looks into files of strangers, as it finds things here. */
import { planLaunch } from '#server/shared/workshop/process.ts';

const { command, args } = await planLaunch();
console.log([command, ...args].join(' '));
