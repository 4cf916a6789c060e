// Makes the bookmark. What it runs on a stranger's page is one call that reads that page's address;
// the address travels encoded, whatever is in it.

/** The bookmark's address; `app` is ours, with a slash at its end. */
function bookmarkOf(app) {
  // A moment beside the address tells a new click from a reload of what an earlier one opened.
  const address = `${JSON.stringify(`${app}?add=`)}+encodeURIComponent(location.href)`;
  const script = `void window.open(${address}+"&at="+Date.now(),"_blank","noopener")`;
  return `javascript:${encodeURIComponent(script)}`;
}

export default function bookmarklet({ data, parentElement }) {
  const $ = (selector) => parentElement.querySelector(selector);
  const link = $(".bookmark");
  const say = (words) => {
    $(".said").textContent = words;
  };
  link.href = bookmarkOf(`${window.location.origin}${data.base}/`);
  link.onclick = (event) => {
    event.preventDefault();
    say("Drag it, or copy its address: it works on other pages.");
  };
  $("button").onclick = async () => {
    try {
      await navigator.clipboard.writeText(link.href);
      say("Copied.");
    } catch {
      // No clipboard without https, or the browser was told to keep it shut.
      window.prompt("Copy this address:", link.href);
    }
  };
}
