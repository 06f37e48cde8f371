/** A page that shows one widget alone, without the rest of the site: its colours and its task. */
import { showAssignment } from "./assignment.ts";

const dark = matchMedia("(prefers-color-scheme: dark)");

export function startAlone(): void {
  const colour = () => {
    document.body.dataset["mdColorScheme"] = dark.matches ? "slate" : "default";
  };
  colour();
  dark.addEventListener("change", colour);
  showAssignment();
}
