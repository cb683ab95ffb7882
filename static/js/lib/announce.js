// Says something once to those who listen, without showing it.
const region = document.createElement("p")
region.id = "spoken"
region.className = "visually-hidden"
region.role = "status"
document.body.append(region)

export function announce(words) {
  region.textContent = words
}
