/** Runs a stage under its name, so that a command can show it and its time. */
export type RunStage = <Result>(
  name: string,
  run: () => Result | Promise<Result>,
) => Promise<Result>;

/** Shows nothing. */
export const runSilently: RunStage = async (_, run) => run();
