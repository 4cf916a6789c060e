// What is known of the article as a whole, and the way to its source.

/** The part of the whole article's panel that says who wrote it, where and when. */
function aboutPart(data) {
  const about = [data.article.author, data.article.publisher, data.article.published];
  const href = safeHref(data.article.url);
  const link = { href, target: "_blank", rel: "noopener noreferrer nofollow" };
  const node = element(
    "p",
    { class: "about" },
    about.some(Boolean) && element("bdi", {}, about.filter(Boolean).join(" · ")),
    href && element("a", link, href),
    data.article.carries && element("bdi", {}, `The draft came with ${data.article.carries}`),
    element("a", { class: "to-source", href: `source?article=${data.article.id}` }, "Source profile"),
  );
  return { node, update() {} };
}
