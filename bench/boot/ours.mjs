// Runs a program as the site does: the page fetches and checks the files, a sandboxed frame runs them.
import { python } from "./widgets/gd/instance.js";

export const run = async ({ code }) => {
  const request = { page: "/", cell: "bench", source: code };
  const { ended, error } = await python.run(
    request,
    () => {},
    () => {},
  );
  if (ended !== "done") throw new Error(error?.traceback ?? ended);
  return ended;
};
