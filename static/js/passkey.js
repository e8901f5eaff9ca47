// Passkeys: fills the hidden `credential` of a form marked data-passkey="login|authenticate|add" and sends it.
// Such forms stay hidden, or their button disabled, without JavaScript or in a browser that knows no passkeys.
const webauthn = window.webauthnJSON;

function given() {
  return JSON.parse(document.getElementById("passkey-data").textContent);
}

const ceremonies = {
  async login(form) {
    const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(`no passkey options: ${answer.status}`);
    return webauthn.get((await answer.json()).request_options);
  },

  authenticate() {
    return webauthn.get(given().request_options);
  },

  add(form) {
    const options = given().creation_options;
    const selection = options.publicKey.authenticatorSelection;
    // A key that replaces the password must be found without a name, and must check that its owner is there.
    const alone = form.elements.passwordless?.checked ?? false;
    selection.residentKey = alone ? "required" : "discouraged";
    selection.requireResidentKey = alone;
    if (alone) selection.userVerification = "required";
    return webauthn.create(options);
  },
};

function prepare(form) {
  const problem = form.querySelector("[data-passkey-problem]");
  form.hidden = false;
  for (const button of form.querySelectorAll("button")) button.disabled = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    problem.hidden = true;
    try {
      form.elements.credential.value = JSON.stringify(await ceremonies[form.dataset.passkey](form));
      form.submit();
    } catch {
      problem.hidden = false;
    }
  });
}

if (webauthn?.supported()) document.querySelectorAll("form[data-passkey]").forEach(prepare);
