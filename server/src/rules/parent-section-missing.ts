import { onlyChoiceFix, spellingFix } from "./name-fixes.ts";
import { defineRule } from "./rule.ts";
import { oneOf } from "./wording.ts";

interface Args {
  readonly parent: string;
  readonly section: string;
  readonly sections: readonly string[];
}

export const parentSectionMissing = defineRule<Args>({
  code: "parent-section-missing",
  severity: "error",
  says: ({ parent, section, sections }) =>
    `"${parent}" has no section "${section}"${sections.length === 0 ? "" : `, only ${oneOf(sections.slice(0, 8))}`}: the route is not attached by this parentRef.`,
  fixes: ({ at, args }) => {
    const spelling = spellingFix(at, args.section, args.sections);
    return spelling.length > 0 ? spelling : onlyChoiceFix(at, args.sections);
  },
});
