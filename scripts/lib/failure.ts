/** Exit codes of every command. Scripts rely on them. */
export const exitCode = {
  done: 0,
  differs: 1,
  breaking: 2,
  input: 3,
  upstream: 4,
  usage: 64,
  internal: 70,
  cannotWrite: 74,
} as const;

/** A failure the user can act on: `message` is the sentence to print, `code` the exit code. */
export class Failure extends Error {
  override readonly name = "Failure";
  readonly code: number;

  constructor(kind: keyof typeof exitCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = exitCode[kind];
  }
}
