print("adaldyq")
