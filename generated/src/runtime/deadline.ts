import { TimeoutError } from "./errors.js";

/** Runs a task until it settles, the time is up or the caller's signal aborts. Leaves no timer or listener behind. */
export function withDeadline<Result>(
  ms: number,
  label: string,
  signal: AbortSignal | undefined,
  task: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController();
  const expire = (): void => {
    controller.abort(new TimeoutError(`${label}: no complete response within ${ms} ms`));
  };
  const timer = ms > 0 && ms < Infinity ? setTimeout(expire, ms) : undefined;
  const release = follow(signal, controller);
  return new Promise<Result>((resolve, reject) => {
    const stop = (): void => {
      reject(controller.signal.reason as Error);
    };
    controller.signal.addEventListener("abort", stop);
    if (controller.signal.aborted) stop();
    else task(controller.signal).then(resolve, reject);
  }).finally(() => {
    clearTimeout(timer);
    release();
  });
}

/** Aborts the controller when the caller's signal aborts. Returns a function that stops listening. */
export function follow(signal: AbortSignal | undefined, controller: AbortController): () => void {
  const abort = (): void => {
    controller.abort(signal?.reason);
  };
  signal?.addEventListener("abort", abort);
  if (signal?.aborted) abort();
  return () => signal?.removeEventListener("abort", abort);
}

/** Resolves after some milliseconds, or never if the signal aborts first. */
export const sleep = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
    });
  });
