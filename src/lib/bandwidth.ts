/** Bytes a second that one download from the simulated internet gets. */
export const INTERNET_BANDWIDTH = 12_000_000;
