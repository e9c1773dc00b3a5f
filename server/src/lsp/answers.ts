import { answersChangedNotification } from "../../../shared/src/requests.ts";

/** Remembers whether somebody looks at an answer that can grow old. */
export interface Answers {
  asked(): void;
  /** Something has changed. */
  changed(): void;
}

export function createAnswers(notify: (method: string) => void): Answers {
  let shown = false;
  return {
    asked() {
      shown = true;
    },
    changed() {
      if (!shown) return;
      shown = false;
      notify(answersChangedNotification);
    },
  };
}
