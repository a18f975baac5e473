/** Names something that the emitted runtime exports: `deepObject` of `runtime/styles.ts`. */
export class RuntimeReference {
  readonly file: string;
  readonly name: string;

  constructor(file: string, name: string) {
    this.file = file;
    this.name = name;
  }
}

/** A constant to be written into the package: data, and references into the runtime. */
export type Constant =
  | string
  | number
  | boolean
  | RuntimeReference
  | readonly Constant[]
  | { readonly [key: string]: Constant };
