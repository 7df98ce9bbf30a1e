module touchstone.dev/images/ryuk

go 1.22
