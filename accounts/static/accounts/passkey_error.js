// allauth reports a key that was refused, cancelled or impossible as an event: say so on the page.
document.addEventListener("allauth.error", () => {
  document.getElementById("passkey_error").hidden = false;
});
