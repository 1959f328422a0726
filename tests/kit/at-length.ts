/** `npm run test:full`: also what has to wait for the clock, or takes long for what it adds. `npm test` leaves it out. */
export const AT_LENGTH = process.env.MESA_FULL_RUN === '1';
