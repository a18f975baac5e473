/** How a document's references to files are read. The disk and the network are behind it. */
export interface LinkedFiles {
  /** The address of the document itself. */
  readonly url: string;
  readonly read: (url: string) => Promise<LinkedFile | Unreadable>;
}

export interface LinkedFile {
  /** The one address of the file, however a reference spells it. */
  readonly url: string;
  readonly text: string;
}

/** Why a file is not read, and the remedy, to follow the reference in a message: `names no file; …`. */
export interface Unreadable {
  readonly problem: string;
  /** Whether a server is at fault and not the document. */
  readonly isUpstream?: boolean;
}
