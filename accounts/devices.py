"""What a browser calls itself, in words a person recognises. Pure."""

# In this order: each of these also carries the names of those below it.
BROWSERS = {
    "YaBrowser": "Yandex Browser",
    "SamsungBrowser": "Samsung Internet",
    "Edg": "Edge",
    "OPR": "Opera",
    "Firefox": "Firefox",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
SYSTEMS = {"iPhone": "iPhone", "iPad": "iPad", "Android": "Android", "Windows": "Windows", "Mac OS": "macOS", "Linux": "Linux"}


def device_name(user_agent: str) -> str:
    """Browser and system, as far as they say; the whole text where they say neither."""
    found = [next((words for sign, words in names.items() if sign in user_agent), "") for names in (BROWSERS, SYSTEMS)]
    return ", ".join(part for part in found if part) or user_agent
