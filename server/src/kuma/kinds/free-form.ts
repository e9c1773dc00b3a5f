import { any, optional, string } from "../../kubernetes/schema.ts";

/** Fields of Kuma's older kinds: their spec is a protobuf message that only Kuma itself checks. */
export const freeForm = {
  mesh: optional(string(), "The mesh that the object belongs to; `default` if left out."),
  spec: optional(any(), "Read by Kuma alone; the API server takes anything here."),
};
