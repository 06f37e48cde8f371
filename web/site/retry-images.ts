/** A picture that came wrong, as a login page in its place, is fetched once more, past the caches. */

export function renewPictures(page: Document = document): void {
  const tried = new WeakSet<Element>();
  const renew = async (picture: HTMLImageElement): Promise<void> => {
    if (tried.has(picture)) return;
    tried.add(picture);
    await (await fetch(picture.src, { cache: "reload" })).arrayBuffer();
    picture.setAttribute("src", picture.src); // asks again
  };
  const onError = ({ target }: Event) => {
    if (target instanceof HTMLImageElement) void renew(target).catch(() => {}); // no network
  };
  page.addEventListener("error", onError, { capture: true });
  for (const picture of page.images) {
    if (picture.complete && picture.naturalWidth === 0) void renew(picture).catch(() => {});
  }
}
