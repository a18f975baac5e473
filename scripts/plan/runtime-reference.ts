/** Names something that the emitted runtime exports: `deepObject` of `runtime/styles.ts`. */
export class RuntimeReference {
  readonly file: string;
  readonly name: string;

  constructor(file: string, name: string) {
    this.file = file;
    this.name = name;
  }
}
