"""What no line may say. It stands apart from the code that breaks, whose lines are told with an error."""

EMAIL = "aigerim@mektep.kz"
IIN = "850101400123"
WORDS = f"Key (email)=({EMAIL}) of Сейітқали Айгерім, {IIN}, already exists"
QUERY = f"?email={EMAIL}&iin={IIN}&code=4821-9374&token=letmein"
