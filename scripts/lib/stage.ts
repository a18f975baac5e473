/** Says how much of a stage is done, from 0 to 1. */
export type Progress = (part: number) => void;

/** Runs a stage under its name, so that a command can show it, its progress and its time. */
export type RunStage = <Result>(
  name: string,
  run: (progress?: Progress) => Result | Promise<Result>,
) => Promise<Result>;

/** Shows nothing. */
export const runSilently: RunStage = async (_, run) => run();
