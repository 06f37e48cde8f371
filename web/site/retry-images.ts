/** Fetches an image that failed to load once more, without caches: they may hold a Wi-Fi login page instead. */

export function retryImages(page: Document = document): void {
  const tried = new WeakSet<Element>();
  const retry = async (picture: HTMLImageElement): Promise<void> => {
    if (tried.has(picture)) return;
    tried.add(picture);
    await (await fetch(picture.src, { cache: "reload" })).arrayBuffer();
    picture.setAttribute("src", picture.src); // loads it again
  };
  const onError = ({ target }: Event) => {
    if (target instanceof HTMLImageElement) void retry(target).catch(() => {}); // no network
  };
  page.addEventListener("error", onError, { capture: true });
  for (const picture of page.images) {
    if (picture.complete && picture.naturalWidth === 0) void retry(picture).catch(() => {});
  }
}
