/** Every point at which Kuma releases differ. One file of `releases/` sets all members; nothing else compares releases. */
export interface Behavior {
  /** `2.14` */
  readonly release: string;
}
