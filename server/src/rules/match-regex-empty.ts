import { defineRule } from "./rule.ts";

export const matchRegexEmpty = defineRule<{ readonly rule: number }>({
  code: "match-regex-empty",
  severity: "error",
  marks: "entry",
  says: () => "An empty regular expression is refused when Kuma writes its MeshHTTPRoute, and the whole route is lost.",
  fixes: ({ at }) => {
    const value = at.path.includes("path") ? "/.*" : ".*";
    return [
      {
        title: `Change to "${value}", which matches everything`,
        changes: [{ set: { object: at.object, path: at.path }, value }],
      },
    ];
  },
});
