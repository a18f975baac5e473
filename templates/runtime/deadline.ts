import { TimeoutError } from "./errors.js";
import type { RequestParts } from "./operation.js";

/** What is called when a signal aborts: all callbacks share one listener, since Node 20 warns of more than ten. */
const shared: { followers?: WeakMap<AbortSignal, Set<() => void> & EventListenerObject> } = {};

/** Calls back after some milliseconds, instead of what was scheduled before. 0 and Infinity mean never. */
type Schedule = (ms: number, callback: () => void) => void;

/**
 * Runs a task until it settles, until it was silent for `timeout` milliseconds, or until the caller's signal aborts. Leaves
 * no timer or listener behind. The task gets a controller that aborts when it is stopped.
 */
export function withDeadline<Result>(
  { label, options, timeout }: RequestParts,
  task: (controller: AbortController, restart: () => void, schedule: Schedule) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let release: (() => void) | undefined;
  return new Promise<Result>((resolve, reject) => {
    const stop = (reason: Error): void => {
      reject(reason); // First, since an old AbortController does not keep the reason.
      controller.abort(reason);
    };
    const schedule: Schedule = (ms, callback) => {
      clearTimeout(timer);
      if (ms > 0 && ms < Infinity) timer = setTimeout(callback, ms);
    };
    const restart = (): void => {
      schedule(timeout, () => {
        stop(new TimeoutError(`${label}: no complete response within ${timeout} ms`));
      });
    };
    restart();
    release = follow(options.signal, stop);
    if (!controller.signal.aborted) task(controller, restart, schedule).then(resolve, reject);
  }).finally(() => {
    clearTimeout(timer);
    release?.();
  });
}

/** Calls back with the reason when the caller's signal aborts. Returns a function that stops listening. */
export function follow(
  signal: AbortSignal | undefined,
  callback: (reason: Error) => void,
): (() => void) | undefined {
  if (!signal) return undefined;
  const stop = (): void => {
    callback("reason" in signal ? (signal.reason as Error) : new Error("aborted"));
  };
  if (signal.aborted) stop();
  const followers = (shared.followers ??= new WeakMap());
  const stops =
    followers.get(signal) ??
    Object.assign(new Set<() => void>(), {
      handleEvent(this: Set<() => void>) {
        for (const each of this) each();
      },
    });
  followers.set(signal, stops);
  stops.add(stop);
  signal.addEventListener("abort", stops); // A listener that is already there is not added again.
  return () => {
    stops.delete(stop);
    if (!stops.size) signal.removeEventListener("abort", stops);
  };
}
